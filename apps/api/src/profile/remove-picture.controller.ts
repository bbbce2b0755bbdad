import { removePicture } from '@countersign/contracts/profile';
import type { Call } from '@countersign/services/platform';
import { RemovePictureService } from '@countersign/services/profile';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class RemovePictureController {
  constructor(private readonly service: RemovePictureService) {}

  @Serves(removePicture)
  remove(@Called() call: Call<typeof removePicture>) {
    return this.service.run(call);
  }
}

import { changePicture } from '@countersign/contracts/profile';
import type { Call } from '@countersign/services/platform';
import { ChangePictureService } from '@countersign/services/profile';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class ChangePictureController {
  constructor(private readonly service: ChangePictureService) {}

  @Serves(changePicture)
  change(@Called() call: Call<typeof changePicture>) {
    return this.service.run(call);
  }
}

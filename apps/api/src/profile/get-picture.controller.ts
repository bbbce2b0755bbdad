import { getPicture } from '@countersign/contracts/profile';
import type { Call } from '@countersign/services/platform';
import { GetPictureService } from '@countersign/services/profile';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class GetPictureController {
  constructor(private readonly service: GetPictureService) {}

  @Serves(getPicture)
  get(@Called() call: Call<typeof getPicture>) {
    return this.service.run(call);
  }
}

import { startPictureUpload } from '@countersign/contracts/profile';
import type { Call } from '@countersign/services/platform';
import { StartPictureUploadService } from '@countersign/services/profile';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class StartPictureUploadController {
  constructor(private readonly service: StartPictureUploadService) {}

  @Serves(startPictureUpload)
  start(@Called() call: Call<typeof startPictureUpload>) {
    return this.service.run(call);
  }
}

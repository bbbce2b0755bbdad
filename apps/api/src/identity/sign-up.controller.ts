import { signUp } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { SignUpService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class SignUpController {
  constructor(private readonly service: SignUpService) {}

  @Serves(signUp)
  sign(@Called() call: Call<typeof signUp>) {
    return this.service.run(call);
  }
}

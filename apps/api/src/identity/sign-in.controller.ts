import { signIn } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { SignInService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class SignInController {
  constructor(private readonly service: SignInService) {}

  @Serves(signIn)
  sign(@Called() call: Call<typeof signIn>) {
    return this.service.run(call);
  }
}

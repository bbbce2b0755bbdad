import { signOut } from '@countersign/contracts/identity';
import type { Call } from '@countersign/services/platform';
import { SignOutService } from '@countersign/services/identity';
import { Controller } from '@nestjs/common';
import { Called, Serves } from '../platform/serves.js';

@Controller()
export class SignOutController {
  constructor(private readonly service: SignOutService) {}

  @Serves(signOut)
  sign(@Called() call: Call<typeof signOut>) {
    return this.service.run(call);
  }
}

import { proveSecondFactor } from '@countersign/contracts/identity';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { Notice } from '../ui/notice/notice.js';
import { CodeForm } from './code-form.js';

export interface ProveSecondFactorFormProps {
  /** What is done once it is proved. */
  readonly label: string;
  readonly onProved: () => void;
  readonly children?: ReactNode;
}

/** Proves the second factor in place, and goes on with what asked for it. Whoever has none is led to set one up. */
export function ProveSecondFactorForm({ label, onProved, children }: ProveSecondFactorFormProps) {
  const client = useClient();
  const [hasNone, setHasNone] = useState(false);
  const prove = async (code: string) => {
    try {
      await client.call(proveSecondFactor, { body: { code } });
    } catch (error) {
      if (isRefusal(error, 'second_factor_missing')) return setHasNone(true);
      throw error;
    }
    onProved();
  };
  if (hasNone) {
    return (
      <Notice state="blocked" title="You have no second factor yet" role="alert" actions={children}>
        <p><Link to="/profile" hash="second-factor">Set one up in your profile</Link>; it takes a minute. What you did here is kept.</p>
      </Notice>
    );
  }
  return <CodeForm label={label} onSend={prove} hasFocus>{children}</CodeForm>;
}

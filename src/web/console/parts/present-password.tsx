import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';

/** The password that the account has; password managers fill it in. */
export function PresentPassword(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <PasswordInput
      label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      autoComplete="current-password"
      required
      withAsterisk={false}
    />
  );
}

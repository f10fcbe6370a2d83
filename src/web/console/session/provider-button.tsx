import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { Onward } from '../../../console/api.ts';
import { post } from '../call.ts';
import { Problem } from '../parts/problem.tsx';
import { returnAddress } from './return-address.ts';

/** Leaves for the identity provider; what goes wrong before that is said here. */
export function ProviderButton(props: {
  /** The person is asked which account, though the browser may still be signed in there. */
  readonly asksWho?: boolean;
  readonly children: string;
}): ReactNode {
  const begin = useMutation({
    mutationFn: () => post<Onward>('/oidc/begin', { to: returnAddress(), asksWho: props.asksWho === true }),
    onSuccess: ({ address }) => {
      if (address !== null) location.assign(address);
    },
  });
  const { reset } = begin;
  // «Back» brings this page as it was left: with a button that waits for what has long happened.
  useEffect(() => {
    const wake = (event: PageTransitionEvent): void => {
      if (event.persisted) reset();
    };
    window.addEventListener('pageshow', wake);
    return () => window.removeEventListener('pageshow', wake);
  }, [reset]);
  return (
    <>
      {begin.error === null ? null : <Problem error={begin.error} />}
      <Button
        className="provider-button"
        fullWidth
        loading={begin.isPending || begin.isSuccess}
        onClick={() => begin.mutate()}
      >
        {props.children}
      </Button>
    </>
  );
}

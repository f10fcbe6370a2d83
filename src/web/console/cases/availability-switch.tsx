import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CasePeople } from '../../../console/cases/case-api.ts';
import { post } from '../call.ts';
import { Toggle } from '../parts/toggle.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { PEOPLE_KEY, usePeople } from './case-queries.ts';

/** Shown once the list of officers has this person: an admin who is not one of them cannot be available. */
export function AvailabilitySwitch(): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.availability;
  const queries = useQueryClient();
  const people = usePeople();
  const change = useMutation({
    mutationFn: (isAvailable: boolean) => post<CasePeople>('/cases/availability', { isAvailable }),
    onSuccess: () => queries.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
  if (people.data === undefined) return null;
  const { me, officers } = people.data;
  if (!officers.some(({ id }) => id === me.id)) return null;
  return (
    <>
      {change.error === null ? null : (
        <span className="bad" role="alert">
          {words.failed}
        </span>
      )}
      <Toggle
        isOn={me.isAvailable}
        label={words.label}
        state={me.isAvailable ? words.on : words.off}
        isBusy={change.isPending}
        onToggle={change.mutate}
      />
    </>
  );
}

import { TextInput } from '@mantine/core';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';

/** What is typed is searched after this pause. */
const TYPING_PAUSE_MS = 250;

export function SearchField(props: {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (search: string) => void;
  readonly field?: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const [typed, setTyped] = useState(props.value);
  const { value, onSearch } = props;
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onSearch(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return (
    <TextInput
      className="grow"
      type="search"
      ref={props.field}
      label={props.label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { SWITCH_ORDER } from '../../languages.ts';
import { useTexts } from '../texts/use-texts.ts';

export function LanguageSelect(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { texts } = useTexts();
  return (
    <NativeSelect
      label={texts.gaps.languageOf}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      data={SWITCH_ORDER.map((language) => ({ value: language, label: texts.languages[language] }))}
    />
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { isLanguage, type Language, SWITCH_ORDER } from '../../languages.ts';
import { useTexts } from '../texts/use-texts.ts';

/** Words as a visitor wrote them, and the language they are in. */
export function WordingFields(props: {
  readonly label: string;
  readonly text: string;
  /** In characters. */
  readonly maxLength: number;
  readonly language: Language;
  readonly onText: (text: string) => void;
  readonly onLanguage: (language: Language) => void;
}): ReactNode {
  const { texts } = useTexts();
  return (
    <div className="filters">
      <TextInput
        className="grow"
        label={props.label}
        lang={props.language}
        value={props.text}
        maxLength={props.maxLength}
        onChange={(event) => props.onText(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      <NativeSelect
        label={texts.gaps.languageOf}
        value={props.language}
        onChange={({ currentTarget: { value } }) => isLanguage(value) && props.onLanguage(value)}
        data={SWITCH_ORDER.map((language) => ({ value: language, label: texts.languages[language] }))}
      />
    </div>
  );
}

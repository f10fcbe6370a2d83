import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ModalDialog } from '../parts/modal-dialog.tsx';
import { Toggle } from '../parts/toggle.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { rememberSingleKeys, usesSingleKeys } from './single-keys.ts';

export function KeysDialog({
  seesCases,
  onClose,
}: {
  /** Editors have no queue to walk through. */
  readonly seesCases: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.keys;
  const [isOn, setIsOn] = useState(usesSingleKeys);
  return (
    <ModalDialog title={words.title} onClose={onClose}>
      <dl className="key-list">
        {Object.entries(seesCases ? { ...words.everywhere, ...words.list } : words.everywhere).map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd lang="en">{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Toggle
          isOn={isOn}
          label={words.use}
          onToggle={(next) => {
            rememberSingleKeys(next);
            setIsOn(next);
          }}
        />
        <p className="under">{words.useHint}</p>
      </div>
      <div className="form-actions">
        <Button onClick={onClose}>{texts.close}</Button>
      </div>
    </ModalDialog>
  );
}

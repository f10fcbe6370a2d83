import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { FaultLines } from '../parts/fault-lines.tsx';
import { Note } from '../parts/note.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import type { ProposalState } from './use-proposal.ts';

/** The difference, what the check would say of it, and what can be done with it. */
export function ProposalView(props: { readonly proposal: ProposalState; readonly mayEditFiles: boolean }): ReactNode {
  const { texts } = useTexts();
  const { data, error } = props.proposal;
  if (data === undefined) return error === null ? null : <Problem error={error} />;
  return (
    <div className="proposal" role="region" aria-label={texts.gaps.difference}>
      <p className="proposal-title">{texts.gaps.difference}</p>
      <Diff text={data.diff} />
      {error === null ? null : <Problem error={error} />}
      {data.isApplied ? (
        <Note tone="good" role="status">
          <p>{texts.gaps.applied}</p>
        </Note>
      ) : data.faults.length === 0 ? (
        <p className="good">{texts.gaps.clean}</p>
      ) : (
        <Note tone="bad">
          <p>{texts.gaps.faultsAfter}</p>
          <FaultLines faults={data.faults} withFile />
        </Note>
      )}
      {data.isApplied ? null : (
        <div className="form-actions">
          <CopyButton value={data.diff}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? texts.copied : texts.copy}
              </Button>
            )}
          </CopyButton>
          <Button variant="default" onClick={() => download(data.file, data.diff)}>
            {texts.gaps.download}
          </Button>
          {props.mayEditFiles ? (
            <Button
              onClick={props.proposal.apply}
              loading={props.proposal.isApplying}
              disabled={data.faults.length > 0}
            >
              {texts.gaps.apply}
            </Button>
          ) : null}
        </div>
      )}
      {props.mayEditFiles ? null : <p className="quiet">{texts.gaps.applyOff}</p>}
    </div>
  );
}

function Diff({ text }: { readonly text: string }): ReactNode {
  const { texts } = useTexts();
  return (
    <pre className="diff" tabIndex={0} aria-label={texts.gaps.difference} lang="en">
      {text
        .replace(/\n$/u, '')
        .split('\n')
        .map((line, index) => (
          <span key={index} className={kindOf(line)}>
            {line}
            {'\n'}
          </span>
        ))}
    </pre>
  );
}

function kindOf(line: string): string | undefined {
  if (/^(---|\+\+\+|@@)/u.test(line)) return 'diff-head';
  if (line.startsWith('+')) return 'diff-plus';
  return line.startsWith('-') ? 'diff-minus' : undefined;
}

function download(file: string, diff: string): void {
  const address = URL.createObjectURL(new Blob([diff], { type: 'text/x-diff' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${file.replaceAll('/', '-').replace(/\.\w+$/u, '')}.patch`;
  link.click();
  URL.revokeObjectURL(address);
}

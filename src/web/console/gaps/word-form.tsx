import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { GapCluster, Proposal, TermRow } from '../../../console/api.ts';
import type { Language } from '../../languages.ts';
import { get, post } from '../call.ts';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { firstWording } from './first-wording.ts';
import { ProposalForm } from './proposal-form.tsx';
import { useProposal } from './use-proposal.ts';
import { WordingFields } from './wording-fields.tsx';

/** A word that visitors use becomes another name of a term that the lexicon has. */
export function WordForm(props: { readonly cluster: GapCluster; readonly mayEditFiles: boolean }): ReactNode {
  const { texts, language: own } = useTexts();
  const [unknown] = props.cluster.unknownWords;
  const [word, setWord] = useState(unknown?.word ?? '');
  const [language, setLanguage] = useState<Language>(unknown?.language ?? firstWording(props.cluster).language);
  const [search, setSearch] = useState('');
  const [term, setTerm] = useState('');
  const terms = useQuery({
    queryKey: ['terms', search],
    queryFn: () => get<readonly TermRow[]>(`/gaps/terms?search=${encodeURIComponent(search)}`),
  });
  const found = terms.data ?? [];
  const chosen = found.find(({ id }) => id === term) ?? found[0];
  const proposal = useProposal((digest) =>
    post<Proposal>('/gaps/word', {
      term: chosen?.id ?? '',
      language,
      word,
      ...(digest === undefined ? {} : { digest }),
    }),
  );
  return (
    <ProposalForm proposal={proposal} isReady={chosen !== undefined} mayEditFiles={props.mayEditFiles}>
      <WordingFields
        label={texts.gaps.word}
        text={word}
        maxLength={60}
        language={language}
        onText={setWord}
        onLanguage={setLanguage}
      />
      <div className="filters">
        <TextInput
          className="grow"
          label={`${texts.gaps.find}: ${texts.gaps.term}`}
          type="search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <NativeSelect
          className="grow"
          label={texts.gaps.term}
          value={chosen?.id ?? ''}
          onChange={(event) => setTerm(event.currentTarget.value)}
          data={found.map(({ id, words }) => ({ value: id, label: words[own].slice(0, 3).join(' / ') || id }))}
        />
      </div>
      {terms.error === null ? null : <Problem error={terms.error} />}
      {found.length === 0 && terms.isSuccess ? <p role="status">{texts.gaps.nothingFound}</p> : null}
    </ProposalForm>
  );
}

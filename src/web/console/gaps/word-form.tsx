import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { GapCluster, Proposal, TermRow } from '../../../console/api.ts';
import { isLanguage, type Language } from '../../languages.ts';
import { get, post } from '../call.ts';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { firstWording } from './first-wording.ts';
import { LanguageSelect } from './language-select.tsx';
import { ProposalView } from './proposal-view.tsx';
import { useProposal } from './use-proposal.ts';

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
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    proposal.show();
  };
  return (
    <form className="form gap-form" onSubmit={submit}>
      <div className="filters">
        <TextInput
          className="grow"
          label={texts.gaps.word}
          lang={language}
          value={word}
          maxLength={60}
          onChange={(event) => setWord(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
        <LanguageSelect value={language} onChange={(value) => isLanguage(value) && setLanguage(value)} />
      </div>
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
      <div className="form-actions">
        <Button type="submit" loading={proposal.isShowing} disabled={chosen === undefined}>
          {texts.gaps.show}
        </Button>
      </div>
      <ProposalView proposal={proposal} mayEditFiles={props.mayEditFiles} />
    </form>
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { GapCluster, GapTarget, Proposal } from '../../../console/api.ts';
import type { Language } from '../../languages.ts';
import { get, post } from '../call.ts';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { firstWording } from './first-wording.ts';
import { ProposalForm } from './proposal-form.tsx';
import { useProposal } from './use-proposal.ts';
import { WordingFields } from './wording-fields.tsx';

/** An unanswered question becomes an example question of a section. */
export function QuestionForm(props: { readonly cluster: GapCluster; readonly mayEditFiles: boolean }): ReactNode {
  const { texts, language: own } = useTexts();
  const { nearest } = props.cluster;
  const first = firstWording(props.cluster);
  const [search, setSearch] = useState(nearest?.article ?? '');
  const [article, setArticle] = useState(nearest?.article ?? '');
  const [section, setSection] = useState(nearest?.section ?? '');
  const [language, setLanguage] = useState<Language>(first.language);
  const [text, setText] = useState(first.text);
  const targets = useQuery({
    queryKey: ['targets', search],
    queryFn: () => get<readonly GapTarget[]>(`/gaps/targets?search=${encodeURIComponent(search)}`),
  });
  const found = targets.data ?? [];
  const target = found.find((candidate) => candidate.article === article) ?? found[0];
  const isSection = target?.sections.some(({ id }) => id === section) === true;
  const proposal = useProposal((digest) =>
    post<Proposal>('/gaps/question', {
      topic: target?.topic ?? '',
      article: target?.article ?? '',
      section: isSection ? section : null,
      language,
      text,
      ...(digest === undefined ? {} : { digest }),
    }),
  );
  return (
    <ProposalForm proposal={proposal} isReady={target !== undefined} mayEditFiles={props.mayEditFiles}>
      <TextInput
        label={`${texts.gaps.find}: ${texts.gaps.chooseArticle}`}
        type="search"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {targets.error === null ? null : <Problem error={targets.error} />}
      {found.length === 0 && targets.isSuccess ? <p role="status">{texts.gaps.nothingFound}</p> : null}
      <div className="filters">
        <NativeSelect
          className="grow"
          label={texts.gaps.chooseArticle}
          value={target?.article ?? ''}
          onChange={(event) => setArticle(event.currentTarget.value)}
          data={found.map((candidate) => ({ value: candidate.article, label: candidate.title[own] }))}
        />
        <NativeSelect
          className="grow"
          label={texts.gaps.chooseSection}
          value={isSection ? section : ''}
          onChange={(event) => setSection(event.currentTarget.value)}
          data={[
            { value: '', label: texts.gaps.wholeArticle },
            ...(target?.sections ?? []).map(({ id, heading }) => ({ value: id, label: heading[own] })),
          ]}
        />
      </div>
      <WordingFields
        label={texts.gaps.wording}
        text={text}
        maxLength={300}
        language={language}
        onText={setText}
        onLanguage={setLanguage}
      />
    </ProposalForm>
  );
}

import { isLanguage } from '../languages.ts';
import { askServer, type CaseAnswer, type CaseKey } from './ask-server.ts';
import { caseTexts } from './case-texts.ts';
import { element } from './element.ts';
import { showCase } from './show-case.ts';
import './case.css';

const { lang } = document.documentElement;
const language = isLanguage(lang) ? lang : 'en';
const texts = caseTexts(language);

const form = find('look', HTMLFormElement);
const number = find('number', HTMLInputElement);
const code = find('code', HTMLInputElement);
const status = find('status', HTMLElement);
const result = find('result', HTMLElement);

/** A link from the chat brings the number along; the code is never part of an address. */
number.value = new URLSearchParams(window.location.search).get('number')?.slice(0, 60) ?? '';
for (const link of document.querySelectorAll<HTMLAnchorElement>('.language-links a')) {
  link.addEventListener('click', () => {
    if (number.value.trim() !== '') link.href = `${link.href}&number=${encodeURIComponent(number.value.trim())}`;
  });
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const faults = [fault(number, texts.missingNumber), fault(code, texts.missingCode)];
  const first = faults.find((field) => field !== undefined);
  if (first !== undefined) first.focus();
  else void look({ number: number.value.trim(), code: code.value.trim() });
});

async function look(key: CaseKey): Promise<void> {
  say(texts.looking);
  const answer = await askServer('status', key, language);
  if (answer.kind === 'case') present(answer.status, key, '');
  else complain(answer);
}

function present(shown: Extract<CaseAnswer, { kind: 'case' }>['status'], key: CaseKey, words: string): void {
  say(words);
  form.hidden = true;
  result.hidden = false;
  result.replaceChildren(
    ...showCase(shown, language, texts, {
      lookAgain() {
        say('');
        result.hidden = true;
        result.replaceChildren();
        form.hidden = false;
        form.reset();
        number.value = '';
        number.focus();
      },
      async withdraw() {
        say(texts.withdrawing);
        const answer = await askServer('withdraw', key, language);
        if (answer.kind === 'case') present(answer.status, key, texts.withdrawn);
        else complain(answer);
        return answer.kind === 'case';
      },
    }),
  );
  result.focus();
}

function complain(answer: Exclude<CaseAnswer, { kind: 'case' }>): void {
  say(answer.kind === 'refused' ? answer.words : texts.unreachable, 'problem');
}

/** Into a region that was there before: one that comes together with its words is not announced. */
function say(words: string, kind = 'hint'): void {
  status.replaceChildren(...(words === '' ? [] : [element('p', { class: `said said-${kind}` }, words)]));
}

function fault(field: HTMLInputElement, words: string): HTMLInputElement | undefined {
  const isMissing = field.value.trim() === '';
  field.setAttribute('aria-invalid', String(isMissing));
  find(`${field.id}-fault`, HTMLElement).textContent = isMissing ? words : '';
  return isMissing ? field : undefined;
}

function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

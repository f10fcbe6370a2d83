// The page of the simulated phone: asks for the screen twice a second and draws it. Nothing of a message is read as HTML.
const find = (id) => document.getElementById(id);
const element = (tag, className = '', text = '') =>
  Object.assign(document.createElement(tag), { className, textContent: text });
const send = async (body) => {
  const asked = fetch('/do', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  // A message that is on its way is shown already.
  setTimeout(show, 60);
  await asked;
  await show();
};
const zone = { timeZone: 'Asia/Hong_Kong', hour12: false };
const clock = new Intl.DateTimeFormat('zh-CN', { ...zone, hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('zh-CN', { ...zone, month: 'long', day: 'numeric' });
const GAP_MS = 300_000;
const drawn = {};

// Addresses end before Chinese punctuation.
const LINK = /(https?:\/\/[^\s\u3000-\u303f\uff00-\uffef]+)/u;
const LINK_OR_MARK = /(https?:\/\/[^\s\u3000-\u303f\uff00-\uffef]+|\*[^*\n]+\*|_[^_\n]+_)/u;

const link = (text, href) => Object.assign(element('a', '', text), { href, target: '_blank', rel: 'noreferrer' });

function rich(text, look, kind) {
  const bubble = element('div', kind === 'text' ? 'bubble' : `bubble ${kind}`);
  for (const part of text.split(look.markup ? LINK_OR_MARK : LINK)) {
    if (/^https?:/.test(part)) bubble.append(link(part, part));
    else if (look.markup && /^\*.+\*$/.test(part)) bubble.append(element('strong', '', part.slice(1, -1)));
    else if (look.markup && /^_.+_$/.test(part)) bubble.append(element('em', '', part.slice(1, -1)));
    else bubble.append(part);
  }
  return bubble;
}

const RUNS = { plain: 'span', bold: 'strong', italic: 'em' };

function runOf({ text, look, href }) {
  if (href !== null) return [link(text, href)];
  return text.split(LINK).map((part) => (/^https?:/.test(part) ? link(part, part) : element(RUNS[look], '', part)));
}

/** Lines of a list stand together. */
function wordsOf(lines, className) {
  const box = element('div', className);
  for (const { isItem, runs } of lines) {
    const line = element(isItem ? 'li' : 'p');
    line.append(...runs.flatMap(runOf));
    if (isItem) {
      if (box.lastElementChild?.tagName !== 'UL') box.append(element('ul'));
      box.lastElementChild.append(line);
    } else box.append(runs.length > 0 ? line : element('p', 'gap'));
  }
  return box;
}

const lookOf = ({ isBold, isQuiet }) => ['words', isBold ? 'strong' : '', isQuiet ? 'quiet' : ''].join(' ').trim();

function partOf(part) {
  switch (part.kind) {
    case 'words':
      return wordsOf(part.lines, lookOf(part));
    case 'facts': {
      const list = element('dl', 'facts');
      for (const { title, value } of part.facts) {
        const shown = element('dd');
        shown.append(wordsOf(value, 'words'));
        list.append(element('dt', '', title), shown);
      }
      return list;
    }
    case 'table': {
      const table = element('table');
      part.rows.forEach((cells, index) => {
        const row = element('tr');
        for (const items of cells) {
          const cell = element(index === 0 ? 'th' : 'td');
          cell.append(...items.map(partOf));
          row.append(cell);
        }
        table.append(row);
      });
      return table;
    }
    default:
      return element('hr');
  }
}

function cardOf(parts) {
  const bubble = element('div', 'bubble parts');
  bubble.append(...parts.map(partOf));
  return bubble;
}

function choicesOf(line, look) {
  const list = element('div', `choices ${look.options}`);
  const button = (label, onclick) => Object.assign(element('button', '', label), { type: 'button', onclick });
  const press = (label) => () => {
    find('sheet').hidden = true;
    void send({ do: 'press', label });
  };
  if (line.opener === null) list.append(...line.options.map((label) => button(label, press(label))));
  else
    list.append(
      button(line.opener, () => {
        find('sheet').replaceChildren(...line.options.map((label) => button(label, press(label))));
        find('sheet').hidden = false;
        find('sheet').querySelector('button')?.focus();
      }),
    );
  return list;
}

function lineOf(line, look) {
  if (line.from === 'app') return element('div', 'app', line.text);
  const row = element('div', `line ${line.from}${look.avatars ? '' : ' plain'}`);
  const said = element('div', 'said');
  const words = line.kind === 'voice' ? '语音' : line.text;
  const bubble = line.parts === null ? rich(words, look, line.kind) : cardOf(line.parts);
  said.append(bubble);
  if (line.kind === 'voice' && line.text !== '' && look.avatars)
    said.append(element('div', 'heard', `转文字：${line.text}`));
  if (line.options.length > 0) (look.options === 'buttons' ? said : bubble).append(choicesOf(line, look));
  if (line.tail !== '') bubble.append(element('div', 'tail', line.tail));
  if (look.times === 'within') {
    const ticks = line.from === 'person' && line.note === '' ? ' ✓✓' : '';
    bubble.append(element('span', 'stamp', `${clock.format(new Date(line.at))}${ticks}`));
  }
  if (line.note !== '') said.append(element('div', line.note === '未被接收' ? 'note bad' : 'note', line.note));
  if (look.avatars) row.append(element('div', 'avatar', line.from === 'desk' ? '专' : '我'));
  row.append(said);
  return row;
}

function linesOf({ lines, look }) {
  let lastMs = 0;
  let lastDay = '';
  return lines.flatMap((line) => {
    const at = new Date(line.at);
    const isNewDay = day.format(at) !== lastDay;
    const isLater = look.times === 'between' && at.getTime() - lastMs > GAP_MS;
    lastMs = at.getTime();
    lastDay = day.format(at);
    const time = look.times === 'between' ? `${lastDay} ${clock.format(at)}` : lastDay;
    return [...(isNewDay || isLater ? [element('div', 'time', time)] : []), lineOf(line, look)];
  });
}

function actionOf({ id, label, asks }) {
  const button = Object.assign(element('button', '', label), { type: 'button' });
  if (asks === null) {
    button.onclick = () => send({ do: 'act', id, words: '' });
    return button;
  }
  const box = element('div', 'asks');
  const input = Object.assign(document.createElement('input'), { type: 'text', value: asks.value, id: `asks-${id}` });
  button.onclick = () => send({ do: 'act', id, words: input.value });
  const row = element('div', 'asked');
  row.append(input, button);
  box.append(Object.assign(element('label', '', asks.label), { htmlFor: input.id }), row);
  return box;
}

function switchOf({ id, label, isOn }) {
  const box = element('label');
  const input = Object.assign(document.createElement('input'), { type: 'checkbox', checked: isOn });
  input.onchange = () => send({ do: 'flip', id, isOn: input.checked });
  box.append(input, element('span', '', label));
  return box;
}

function menuOf({ name, key, items }) {
  const box = element('div');
  const button = Object.assign(element('button', '', items.length > 0 ? `≡ ${name}` : name), { type: 'button' });
  const list = Object.assign(element('div', 'items'), { hidden: true });
  const tap = (pressed) => () => {
    list.hidden = true;
    void send({ do: 'act', id: `menu:${pressed}`, words: '' });
  };
  list.append(
    ...items.map((item) => Object.assign(element('button', '', item.name), { type: 'button', onclick: tap(item.key) })),
  );
  button.onclick =
    key === null
      ? () => {
          const wasHidden = list.hidden;
          for (const other of document.querySelectorAll('#menu .items')) other.hidden = true;
          list.hidden = !wasHidden;
        }
      : tap(key);
  box.append(list, button);
  return box;
}

/** Draws a part again only when it has changed, so that what is being typed or read stays. */
function draw(id, seen, make) {
  const key = JSON.stringify(seen);
  if (drawn[id] === key) return false;
  drawn[id] = key;
  make();
  return true;
}

async function show() {
  const state = await (await fetch('/state')).json();
  const { look } = state;
  find('clock').textContent = clock.format(new Date(state.now));
  draw('look', look, () => {
    document.title = `${look.title} · 模拟手机`;
    find('title').textContent = look.title;
    const colours = { bar: look.bar, 'bar-ink': look.barInk, ground: look.ground, own: look.own, accent: look.accent };
    for (const [name, value] of Object.entries(colours)) document.documentElement.style.setProperty(`--${name}`, value);
  });
  find('account').textContent = state.isTyping ? '对方正在输入' : look.account;
  draw('lines', state.lines, () => {
    find('lines').replaceChildren(...linesOf(state));
    find('lines').scrollTop = find('lines').scrollHeight;
  });
  draw('actions', state.actions, () => find('actions').replaceChildren(...state.actions.map(actionOf)));
  draw('switches', state.switches, () => find('switches').replaceChildren(...state.switches.map(switchOf)));
  draw('menu', state.menu, () => {
    find('menu').hidden = state.menu.length === 0;
    find('menu').replaceChildren(...state.menu.map(menuOf));
  });
  draw('facts', state.facts, () =>
    find('facts').replaceChildren(
      ...state.facts.flatMap(({ label, value }) => [element('dt', '', label), element('dd', '', value)]),
    ),
  );
  draw('links', state.links, () =>
    find('links').replaceChildren(...state.links.map(({ label, url }) => link(label, url))),
  );
}

function say(event) {
  event.preventDefault();
  const text = find('text').value.trim();
  if (text === '') return;
  find('text').value = '';
  void send({ do: 'say', text });
}
find('form').onsubmit = say;
find('text').onkeydown = (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) say(event);
};
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') find('sheet').hidden = true;
});
for (const button of document.querySelectorAll('[data-hours]'))
  button.onclick = () => send({ do: 'wait', hours: Number(button.dataset.hours) });
await show();
setInterval(() => show().catch(() => undefined), 500);

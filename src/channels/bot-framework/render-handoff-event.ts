/** A line of the conversation as a hub is handed it. */
interface HandedLine {
  readonly id: string;
  readonly author: 'visitor' | 'bot' | 'officer' | 'system';
  readonly at: string;
  readonly text: string;
}

/**
 * An event of a hand-off, as EventFactory of the Bot Framework makes it: handoff.initiate brings the transcript as an
 * attachment, handoff.status says accepted, completed or failed. Clients that show messages pass events over.
 */
export function renderHandoffEvent(
  { id, name, value }: { readonly id: string; readonly name: string; readonly value: Readonly<Record<string, string>> },
  lines: readonly HandedLine[],
) {
  const activities = lines.map((line) => ({
    type: 'message',
    id: line.id,
    timestamp: line.at,
    from: { role: line.author === 'visitor' ? 'user' : 'bot' },
    text: line.text,
  }));
  const transcript = { contentType: 'application/json', name: 'Transcript', content: { activities } };
  return {
    type: 'event',
    id,
    name,
    value,
    attachments: name === 'handoff.initiate' ? [transcript] : [],
    entities: [],
  };
}

export interface Invitation {
  /** CANCEL: the call of this `uid` does not take place. */
  readonly method: 'REQUEST' | 'CANCEL';
  /** Stays the same when the time changes; then `sequence` rises. */
  readonly uid: string;
  readonly sequence: number;
  /** When it was written. */
  readonly stamp: Date;
  readonly start: Date;
  readonly minutes: number;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  readonly organizer: Person;
  readonly attendee: Person;
}

interface Person {
  readonly name: string;
  readonly address: string;
}

/** An iCalendar object of one event: RFC 5545, RFC 5546 sections 3.2.2 and 3.2.5. Lines end with CRLF. */
export function calendarInvitation(invitation: Invitation): string {
  const { method, uid, sequence, stamp, start, minutes, summary, description, url, organizer, attendee } = invitation;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//GoGlobal Task Force//Front desk//EN',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(stamp)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(new Date(start.getTime() + minutes * 60_000))}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    // A value of type URI is not escaped; control characters would end the line.
    `URL:${withoutControls(url)}`,
    `ORGANIZER${commonName(organizer)}:mailto:${withoutControls(organizer.address)}`,
    `ATTENDEE${commonName(attendee)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${withoutControls(attendee.address)}`,
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');
}

/** 20261127T100000Z */
function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Section 3.3.11. */
function escapeText(text: string): string {
  return withoutControls(
    text
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[\\;,]/g, String.raw`\$&`)
      .replaceAll('\n', String.raw`\n`),
  );
}

/** Section 3.2: a quoted value holds neither quotes nor controls. */
function commonName({ name }: Person): string {
  return name === '' ? '' : `;CN="${withoutControls(name).replaceAll('"', "'")}"`;
}

function withoutControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '');
}

const LINE_OCTETS = 75;

/** Section 3.1: no line is longer than 75 octets; a folded one goes on after a space. No character is cut in two. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

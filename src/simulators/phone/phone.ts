/** Words that look alike. */
export interface PhoneRun {
  readonly text: string;
  readonly look: 'plain' | 'bold' | 'italic';
  /** What they open; null: they are no link. */
  readonly href: string | null;
}

export interface PhoneWords {
  readonly kind: 'words';
  /** `isItem`: of a list. */
  readonly lines: readonly { readonly isItem: boolean; readonly runs: readonly PhoneRun[] }[];
  readonly isBold: boolean;
  /** Smaller and paler. */
  readonly isQuiet: boolean;
}

/** An element of a card, or of a text with marks. */
export type PhonePart =
  | PhoneWords
  | {
      readonly kind: 'facts';
      readonly facts: readonly { readonly title: string; readonly value: PhoneWords['lines'] }[];
    }
  /** The first row names the columns. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly PhoneWords[])[])[] }
  | { readonly kind: 'rule' };

/** One line on the screen. */
export interface PhoneLine {
  /** `app`: said by neither, such as that somebody follows an account now. */
  readonly from: 'person' | 'desk' | 'app';
  readonly kind: 'text' | 'picture' | 'voice';
  /** As a person reads it; the address behind a link stands in it. */
  readonly text: string;
  /** How the app draws it when it is more than words; null: as `text` says. */
  readonly parts: readonly PhonePart[] | null;
  /** What can be pressed below it. */
  readonly options: readonly string[];
  /** Below the options. */
  readonly tail: string;
  /** On what opens them as a list of its own; null: they stand there. */
  readonly opener: string | null;
  /** UTC instant. */
  readonly at: string;
  /** How far a message of the person got, or what an operator should know of one of ours: a few words. */
  readonly note: string;
}

/** Something that can go wrong, to be switched on and off. */
export interface PhoneSwitch {
  readonly id: string;
  readonly label: string;
  readonly isOn: boolean;
}

/** How the app looks, as data: one page draws them all. */
export interface PhoneLook {
  /** Name of the app. */
  readonly title: string;
  /** Who is written to, as the bar says. */
  readonly account: string;
  readonly barInk: string;
  readonly bar: string;
  readonly ground: string;
  readonly own: string;
  readonly accent: string;
  /** `lines`: in the message, as links. `card`: in it, as buttons. `buttons`: below it. */
  readonly options: 'lines' | 'card' | 'buttons';
  readonly avatars: boolean;
  /** Where the time stands: between messages, or in each. */
  readonly times: 'between' | 'within';
  /** Whether *bold* and _italic_ are drawn. */
  readonly markup: boolean;
}

/** What else a person can do there, besides writing and pressing. */
export interface PhoneAction {
  readonly id: string;
  readonly label: string;
  /** What is asked for first, with words to begin with; null: nothing. */
  readonly asks: { readonly label: string; readonly value: string } | null;
}

/** A button of the bar at the bottom; without items it is pressed itself. */
export interface PhoneMenu {
  readonly name: string;
  /** What is delivered when it is pressed; null: it opens its items. */
  readonly key: string | null;
  readonly items: readonly { readonly name: string; readonly key: string }[];
}

export interface PhoneScreen {
  readonly lines: readonly PhoneLine[];
  readonly isTyping: boolean;
  readonly switches: readonly PhoneSwitch[];
  readonly menu: readonly PhoneMenu[];
  /** How much we may still say, in words. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** How something is delivered; `id` and `at` are the vendor's when left out. */
export interface HowDone {
  readonly id?: string;
  readonly at?: Date;
}

/** A person with a vendor's app, played over the vendor's fake: what the page of the simulator shows and does. */
export interface SimulatedPhone {
  readonly look: PhoneLook;
  /** By whose id the program knows the app: in its metrics, its log and its conversations' ids. */
  readonly messenger: string;
  readonly actions: readonly PhoneAction[];
  /** Whether the vendor may show a message twice that it took without answering: it knows no ids of ours. */
  readonly mayRepeat: boolean;
  /** Configures the program for the fake. */
  readonly env: Readonly<Record<string, string>>;
  /** http://127.0.0.1:PORT of the program. */
  deliverTo(appUrl: string): void;
  screen(): PhoneScreen;
  /** Resolves when it was delivered, to the last status; 0: it was not taken. */
  say(text: string, how?: HowDone): Promise<number>;
  /** Presses what shows this on the latest line that has it. */
  press(label: string): Promise<number>;
  /** Of `actions`, or «menu:KEY». */
  act(id: string, words: string): Promise<number>;
  flip(id: string, isOn: boolean): void;
  /** Resolves when what the vendor reports by itself, such as «delivered», has arrived. */
  reported(): Promise<void>;
  close(): Promise<void>;
}

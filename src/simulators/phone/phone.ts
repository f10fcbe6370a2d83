/** One line on the screen. */
export interface PhoneLine {
  readonly from: 'person' | 'desk';
  readonly text: string;
  /** What can be pressed below it. */
  readonly options: readonly string[];
  /** UTC instant. */
  readonly at: string;
  /** How far a message of the person got, or of the desk was read: a few words. */
  readonly note: string;
}

/** Something that can go wrong, to be switched on and off. */
export interface PhoneSwitch {
  readonly id: string;
  readonly label: string;
  readonly isOn: boolean;
}

/** A person with a vendor's app, played over the vendor's fake: what the page of the simulator shows and does. */
export interface SimulatedPhone {
  /** Name of the app. */
  readonly title: string;
  /** Its colours: of the bar, the ground, and the person's own bubbles. */
  readonly look: { readonly bar: string; readonly ground: string; readonly own: string };
  screen(): {
    readonly lines: readonly PhoneLine[];
    readonly isTyping: boolean;
    readonly switches: readonly PhoneSwitch[];
  };
  say(text: string): Promise<void>;
  /** Presses what shows this on the latest line that has it. */
  press(label: string): Promise<void>;
  sendPicture(): Promise<void>;
  flip(id: string, isOn: boolean): void;
  close(): Promise<void>;
}

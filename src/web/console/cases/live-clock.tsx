import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { dayOf, timeOf } from './hong-kong-time.ts';
import { useLive } from './live.tsx';
import { useNow } from './use-now.ts';

/** In the header for whoever works on cases: is the page up to date, and what time is it in Hong Kong. */
export function LiveClock(): ReactNode {
  const { texts, language } = useTexts();
  const now = new Date(useNow()).toISOString();
  const { state } = useLive();
  return (
    <div className="live-clock">
      <span className="link-state" role="status">
        {state === 'reconnecting' ? texts.cases.live.reconnecting : ''}
      </span>
      <span className="clock" title={texts.cases.clock}>
        <span className="visually-hidden">{texts.cases.clock} </span>
        <span className="clock-day">{dayOf(now, language)} </span>
        {timeOf(now)}
      </span>
    </div>
  );
}

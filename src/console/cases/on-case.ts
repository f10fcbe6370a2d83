import type { Ticket } from '../../domain/ticket.ts';
import type { RouteRequest, RouteResponse } from '../../server/route.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { Viewer } from './viewer.ts';

/** Finds the case of the path for the signed-in person and works on it; 404 when it does not exist for them. */
export type OnCase = (
  visit: { readonly who: SignedIn; readonly request: RouteRequest },
  work: (ticket: Ticket, viewer: Viewer) => Promise<RouteResponse>,
) => Promise<RouteResponse>;

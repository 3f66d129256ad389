/**
 * What may happen next to a connection that is to last. Everything that decides it stands in this
 * table; what is not in it changes nothing.
 *
 * @module
 */

/** Where a connection that is to last stands. */
export type State =
  | "connected"
  /** Connected, while a second link is on its way. */
  | "renewing"
  /** The second link has taken the place of the first, and waits for the server's word. */
  | "swapping"
  | "pausing"
  | "dialling"
  /** A person has to decide. */
  | "asking"
  /** It was over, and the person wants back. */
  | "rejoining"
  | "over";

/** What can happen: to the link that is heard, by a timer, by people, and to the way back in. */
export type Happening =
  | "cut"
  | "sent_away"
  | "retry_due"
  | "renewal_due"
  | "proved"
  | "network"
  | "try_now"
  | "cancel"
  | "rejoin"
  | "dials"
  | "proceeds"
  | "asks"
  | "in"
  | "failed"
  | "held"
  | "refused";

/** What is done about it. */
export type Act =
  | "lose"
  | "finish"
  | "renew"
  | "settle"
  | "probe"
  | "turn"
  | "swap"
  | "keep"
  | "connect"
  | "ask"
  | "refuse"
  | "dial"
  | "hurry"
  | "redial"
  | "pause"
  | "hold"
  | "goOn"
  | "rejoin";

/** What is done, and where it stands from then on. */
export type Rule = readonly [Act, State];

/** The table: state, what happens, and what comes of it. */
export const RULES: Readonly<Record<State, { readonly [H in Happening]?: Rule }>> = {
  connected: {
    cut: ["lose", "pausing"],
    sent_away: ["finish", "over"],
    renewal_due: ["renew", "renewing"],
    proved: ["settle", "connected"],
    network: ["probe", "connected"],
  },
  renewing: {
    cut: ["turn", "dialling"], // the second link is on its way already
    sent_away: ["finish", "over"],
    proved: ["settle", "renewing"],
    network: ["probe", "renewing"],
    proceeds: ["swap", "swapping"],
    // The first link does not know of it, and what is wrong is seen when that one ends.
    asks: ["keep", "connected"],
    failed: ["keep", "connected"],
    held: ["keep", "connected"],
    refused: ["keep", "connected"],
  },
  swapping: {
    in: ["connect", "connected"],
    asks: ["ask", "asking"],
    failed: ["lose", "pausing"],
    held: ["lose", "pausing"],
    refused: ["refuse", "over"],
  },
  pausing: {
    retry_due: ["dial", "dialling"],
    network: ["hurry", "dialling"],
    try_now: ["dial", "dialling"],
    cancel: ["finish", "over"],
  },
  dialling: {
    network: ["redial", "dialling"],
    cancel: ["finish", "over"],
    in: ["connect", "connected"],
    asks: ["ask", "asking"],
    failed: ["pause", "pausing"],
    held: ["pause", "pausing"],
    refused: ["refuse", "over"],
  },
  asking: {
    cancel: ["finish", "over"],
    dials: ["goOn", "dialling"],
  },
  rejoining: {
    cancel: ["finish", "over"],
    in: ["connect", "connected"],
    failed: ["refuse", "over"],
    held: ["hold", "pausing"],
    refused: ["refuse", "over"],
  },
  over: {
    rejoin: ["rejoin", "rejoining"],
  },
};

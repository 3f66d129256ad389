/**
 * The icons: a 20 px grid, stroke 1.6, round ends, in the colour of the text around them.
 *
 * @module
 */
import type { VNode } from "preact";

const PATHS = {
  eye:
    "M1.8 10S4.8 4.6 10 4.6 18.2 10 18.2 10 15.2 15.4 10 15.4 1.8 10 1.8 10ZM12.6 10a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0Z",
  hash: "M7.6 3.5 6.2 16.5M13.8 3.5l-1.4 13M3.5 7.6h13.3M3.2 12.4h13.3",
  /** Drawn dashed: a room that stands in no list. */
  hidden: "M7.6 3.5 6.2 16.5M13.8 3.5l-1.4 13M3.5 7.6h13.3M3.2 12.4h13.3",
  lock:
    "M6.3 9h7.4a1.8 1.8 0 0 1 1.8 1.8v3.9a1.8 1.8 0 0 1-1.8 1.8H6.3a1.8 1.8 0 0 1-1.8-1.8v-3.9A1.8 1.8 0 0 1 6.3 9ZM7 9V6.5a3 3 0 0 1 6 0V9",
  blind: "M2 8.2c1.6 2.2 4.4 4 8 4s6.4-1.8 8-4M5 11.3l-1.3 2.2M10 12.2v2.7M15 11.3l1.3 2.2",
  reply: "M8.5 5 3.5 10l5 5M4 10h7.5a5 5 0 0 1 5 5v.5",
  write:
    "M4 4.5h12A1.5 1.5 0 0 1 17.5 6v6.5A1.5 1.5 0 0 1 16 14H9.5l-4 3v-3H4a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 4 4.5Z",
  at: "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM13 7v4.2a2 2 0 0 0 4 0V10a7 7 0 1 0-3 5.7",
  bin: "M4 6h12M8 6V4h4v2M5.5 6l.8 10.5h7.4L14.5 6",
  bell: "M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.5H3.8L5 13.5ZM8.5 17.2h3",
  mute: "M5 13.5V9a5 5 0 0 1 8-4M15 9v4.5l1.2 1.5H6M8.5 17.2h3M3 3l14 14",
  star: "m10 3.5 2 4.2 4.6.6-3.4 3.2.9 4.6L10 13.9l-4.1 2.2.9-4.6L3.4 8.3 8 7.7l2-4.2Z",
  ban: "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM5.2 5.2l9.6 9.6",
  rooms: "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
  right: "m8 5 5 5-5 5",
  send: "M10 16V4.5M4.8 9.5 10 4.3l5.2 5.2",
  people:
    "M10.3 7a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0ZM2.2 16c.4-3 2.5-4.6 5.3-4.6s4.9 1.6 5.3 4.6M13 4.5a2.7 2.7 0 0 1 0 5.2M15 11.8c1.6.6 2.6 2 2.9 4.2",
  plus: "M10 4v12M4 10h12",
  x: "m5.5 5.5 9 9m0-9-9 9",
  back: "M12.5 4.5 7 10l5.5 5.5",
  down: "M10 4v11.5M5 10.7l5 5 5-5",
  up: "M10 16V4.5M5 9.3l5-5 5 5",
  gear:
    "M3 6h7.5M14.5 6H17M3 14h2.5M9.5 14H17M14.5 6a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM9.5 14a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z",
  clock: "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM10 6v4.3l2.7 1.7",
  check: "m4 10.8 3.9 3.9L16 6",
  warn: "M10 3 2.3 16.5h15.4L10 3ZM10 8.3V12M10 14.2v.1",
  copy:
    "M9 7h5.5a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2ZM13 7V5.5a2 2 0 0 0-2-2H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7",
  server:
    "M4.5 4h11a1.5 1.5 0 0 1 1.5 1.5v2A1.5 1.5 0 0 1 15.5 9h-11A1.5 1.5 0 0 1 3 7.5v-2A1.5 1.5 0 0 1 4.5 4ZM4.5 11h11a1.5 1.5 0 0 1 1.5 1.5v2a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5v-2A1.5 1.5 0 0 1 4.5 11ZM6 6.5h.01M6 13.5h.01",
  net: "M2 12.5c2 0 2-5 4-5s2 5 4 5 2-5 4-5 2 5 4 5",
  gap: "M2 10h4.6M13.4 10H18M8.7 5.2 7 14.8M13 5.2l-1.7 9.6",
  kept:
    "M4 3.5h12M4 16.5h12M5.5 3.5c0 4 3 4.5 3 6.5s-3 2.5-3 6.5M14.5 3.5c0 4-3 4.5-3 6.5s3 2.5 3 6.5",
  key: "M10 10a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0ZM10 10h7.5v3M14 10v2.3",
  user: "M13.2 7a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0ZM4 16.5c.6-3.3 3-5 6-5s5.4 1.7 6 5",
  pencil: "m4 16 .8-3.6L13 4.2l2.8 2.8-8.2 8.2L4 16Z",
  invite:
    "M11 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM2.2 16.5c.5-3.2 2.8-5 5.8-5 1.3 0 2.5.3 3.4 1M15 10.5v6M12 13.5h6",
  save: "M10 3.5v9M6 8.8l4 4 4-4M3.5 13v2a1.5 1.5 0 0 0 1.5 1.5h10a1.5 1.5 0 0 0 1.5-1.5v-2",
  window:
    "M4.5 4h11A1.5 1.5 0 0 1 17 5.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5v-9A1.5 1.5 0 0 1 4.5 4ZM3 7.8h14",
  door: "M11 4H5v12h6M9 10h8m-2.8-2.8L17 10l-2.8 2.8",
  search: "M14 9a5 5 0 1 1-10 0 5 5 0 0 1 10 0ZM12.6 12.6l4 4",
  smile: "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM6.8 11.8a3.7 3.7 0 0 0 6.4 0M7.6 8v.1M12.4 8v.1",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

/** One icon; `small` is drawn for 16 px. It says nothing to a screen reader. */
export function Icon(props: { readonly name: IconName; readonly small?: boolean }): VNode {
  return (
    <svg class={props.small ? "i s" : "i"} viewBox="0 0 20 20" aria-hidden="true">
      <path
        d={PATHS[props.name]}
        stroke-dasharray={props.name === "hidden" ? "2 2.6" : undefined}
      />
    </svg>
  );
}

/** The logo: four tiles that make a bubble. */
export function Logo(): VNode {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M3 15.2V13A10 10 0 0 1 13 3h2.2v12.2H3Z" fill="#8FBCBB" />
      <path d="M16.8 3H19a10 10 0 0 1 10 10v2.2H16.8V3Z" fill="#88C0D0" />
      <path d="M16.8 16.8H29V19a10 10 0 0 1-10 10h-2.2V16.8Z" fill="#81A1C1" />
      <path d="M3 16.8h12.2V29H5.5L1.2 31.6A.8.8 0 0 1 .1 30.6L3 26.5Z" fill="#5E81AC" />
    </svg>
  );
}

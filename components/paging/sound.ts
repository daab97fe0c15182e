"use client";

import { useSyncExternalStore } from "react";

const KEY = "muster page sound";
const TONES_HZ = [880, 660];
const TONE_SECONDS = 0.18;
const GAP_SECONDS = 0.06;
const LOUDNESS = 0.25;

/** `isBlocked`: it is wanted, but the browser plays nothing before somebody has clicked on the page. */
type Sound = { isOn: boolean; isBlocked: boolean };

const OFF: Sound = { isOn: false, isBlocked: false };
const listeners = new Set<() => void>();
let current: Sound | null = null;
let context: AudioContext | undefined;

function read(): Sound {
  current ??= { isOn: kept(), isBlocked: false };
  return current;
}

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}

function set(next: Sound): void {
  const { isOn, isBlocked } = read();
  if (next.isOn === isOn && next.isBlocked === isBlocked) return;
  current = next;
  for (const hear of listeners) hear();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Two short tones. False when the browser does not let it play yet. */
async function ring(): Promise<boolean> {
  context ??= new AudioContext();
  if (context.state === "suspended") await Promise.race([context.resume(), new Promise((late) => setTimeout(late, 300))]);
  if (context.state !== "running") {
    set({ ...read(), isBlocked: true });
    return false;
  }
  set({ ...read(), isBlocked: false });
  for (const [index, frequency] of TONES_HZ.entries()) play(context, frequency, context.currentTime + index * (TONE_SECONDS + GAP_SECONDS));
  return true;
}

/** Swells and fades, so that it does not click. */
function play(audio: AudioContext, frequency: number, at: number): void {
  const [oscillator, gain] = [audio.createOscillator(), audio.createGain()];
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  gain.gain.linearRampToValueAtTime(0, at + TONE_SECONDS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + TONE_SECONDS);
}

/** Whether this browser rings while one is paged; kept in it. Turning it on is a click, after which it may play. */
export const soundStore = {
  turn: (isOn: boolean): void => {
    try {
      localStorage.setItem(KEY, isOn ? "on" : "off");
    } catch {
      // It holds for this page at least.
    }
    set({ isOn, isBlocked: false });
    if (isOn) void ring();
  },
  ring,
};

export function useSound(): Sound {
  return useSyncExternalStore(subscribe, read, () => OFF);
}

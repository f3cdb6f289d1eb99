import { HOUR_MS } from '../shared/run/durations';

/**
 * Bot messages and card actions: DingTalk documents an hour for the former, and signs the latter in the same
 * manner, by the time alone (docs "接收消息", "注册卡片回调地址").
 */
export const SIGNED_TIME_WINDOW_MS = HOUR_MS;

/**
 * Events: DingTalk pushes again after 10 s and 30 s, and documents no limit. Ten minutes leave room for a clock
 * that is off, and keep short for how long a push that somebody else recorded could be sent again.
 */
export const EVENT_WINDOW_MS = 600_000;

/** Below this, a time is in seconds: DingTalk's samples of event pushes have those, its pushes ms. */
const FIRST_MS = 100_000_000_000;

/** Whether a signed time, Unix ms or seconds, is within the window before or after now. */
export function isFresh(timestamp: string, windowMs: number, nowMs: number): boolean {
	if (!/^\d{9,14}$/.test(timestamp)) return false;
	const time = Number(timestamp);
	return Math.abs(nowMs - (time < FIRST_MS ? time * 1000 : time)) <= windowMs;
}

import { createHmac } from 'node:crypto';

/**
 * The `sign` header of a bot message that DingTalk posts to an HTTP address: plain base64. It covers the time
 * only, not the body, so that HTTPS and the time window are what protects the content.
 * Source: DingTalk docs "接收消息" (HTTP mode).
 *
 * @param appSecret the Client Secret of the robot's app
 * @param timestamp the `timestamp` header as it came, Unix ms
 */
export const botSign = (appSecret: string, timestamp: string): string =>
	createHmac('sha256', appSecret).update(`${timestamp}\n${appSecret}`).digest('base64');

import { createHmac } from 'node:crypto';

/**
 * The `x-ddpaas-signature` header of a card callback: plain base64. DingTalk sends it only when an `apiSecret`
 * was registered with the callback route; it covers the time only, not the body.
 * Source: DingTalk docs "注册卡片回调地址", `POST /v1.0/card/callbacks/register`.
 *
 * @param apiSecret as it was registered
 * @param timestamp the `x-ddpaas-signature-timestamp` header as it came
 */
export const cardSign = (apiSecret: string, timestamp: string): string =>
	createHmac('sha256', apiSecret).update(timestamp).digest('base64');

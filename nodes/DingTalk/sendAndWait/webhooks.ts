import type { IWebhookDescription } from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

const byMethod = (httpMethod: 'GET' | 'POST'): IWebhookDescription => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
});

/** The address of a waiting execution, which n8n signs: whoever reads it (GET) or answers there (POST). */
export const waitWebhooks: IWebhookDescription[] = [byMethod('GET'), byMethod('POST')];

/** What the editor says of a node that waits. */
export const WAITING_TOOLTIP = `={{ $parameter["operation"] === "${SEND_AND_WAIT_OPERATION}" ? "Execution will continue after the user's response" : $parameter["resource"] === "approval" ? "Execution will continue when the approval has ended" : "" }}`;

import type { INode, ITriggerFunctions, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Failure } from '../shared/errors/failure';
import { toShownError } from '../shared/errors/shownError';
import { toNodeError } from '../shared/errors/toNodeError';

/** Why the trigger cannot start, or has to stop. */
export function streamError(node: INode, failure: Failure): NodeApiError {
	// n8n tries to activate again and again, unless the message speaks of an Authorization.
	const prefix = failure.kind === 'credential' ? 'Authorization failed' : undefined;
	return toNodeError(node, failure, { prefix });
}

/** What is told when there has been no connection for long; the trigger goes on trying. */
export const outageError = (node: INode, failure: Failure): NodeApiError =>
	toNodeError(node, failure, {
		prefix: 'No pushes have come for more than 5 minutes, new connections are tried as before',
	});

/** For Node.js versions without WebSocket. */
export const noWebSocketError = (node: INode): NodeOperationError =>
	new NodeOperationError(
		node,
		// An n8n of that age shows the message alone where it cannot activate a workflow.
		'Stream mode needs Node.js 22 or newer: use the DingTalk Callback Trigger, which receives the same over HTTP, or update Node.js',
		{ description: 'This n8n runs on an older Node.js, which has no WebSocket' },
	);

/**
 * Records a failed execution, so that the error workflow runs; the trigger stays active. In a test run n8n shows
 * the error, and the run is over. Never throws.
 *
 * @returns whether n8n took it; the log has it in any case
 */
export function reportFailed(context: ITriggerFunctions, error: unknown): boolean {
	const report = toShownError(context.getNode(), error);
	context.logger.warn(`DingTalk Trigger: ${report.message}`);
	// Older n8n versions know emitError only, which would stop the trigger.
	if (typeof context.saveFailedExecution !== 'function') return false;
	try {
		context.saveFailedExecution(report);
		return true;
	} catch {
		// Some versions have it for active triggers only; the log says what happened.
		return false;
	}
}

/**
 * n8n's response mode, which is one for all requests to the node: as soon as the execution is stored, or when it
 * has ended. Requests that do not wait for its end are then answered through the response itself.
 */
export const RESPONSE_MODE =
	'={{ ([].concat($parameter["triggerOn"]).includes("message") && $parameter["answer"] === "lastNode") || ([].concat($parameter["triggerOn"]).includes("cardAction") && $parameter["cardAnswer"] === "lastNode") ? "lastNode" : "onReceived" }}';

/**
 * Empty, since n8n takes any other value for the very body of its answer when it answers at once. When it waits
 * for the end, it then answers with all items of the last node.
 */
export const RESPONSE_DATA = '';

import type { IAllExecuteFunctions } from 'n8n-workflow';

/** The n8n contexts that can call DingTalk. */
export type CallContext = Pick<IAllExecuteFunctions, 'helpers' | 'getCredentials' | 'getNode'>;

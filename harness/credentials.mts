import { setTimeout as sleep } from 'node:timers/promises';
import {
	ICredentialsHelper,
	NodeHelpers,
	UnexpectedError,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type Workflow,
} from 'n8n-workflow';

/** Does what n8n's own CredentialsHelper does, over a plain object in place of the database. */
export class TestCredentialsHelper extends ICredentialsHelper {
	/** What preAuthentication wrote back, in order. */
	readonly writes: ICredentialDataDecryptedObject[] = [];
	readonly stored: Record<string, ICredentialDataDecryptedObject>;
	/** How long it takes to store a token, as a database takes its time. */
	writeDelayMs = 0;
	private readonly types: Record<string, ICredentialType>;

	constructor(
		types: Record<string, ICredentialType>,
		stored: Record<string, ICredentialDataDecryptedObject>,
	) {
		super();
		this.types = types;
		this.stored = stored;
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	getCredentialsProperties(type: string) {
		return this.types[type].properties;
	}

	async getDecrypted(_additionalData: unknown, _details: unknown, type: string) {
		return NodeHelpers.getNodeParameters(
			this.types[type].properties,
			this.stored[type] as never,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions,
		_workflow?: Workflow,
		_node?: INode,
	) {
		const { authenticate } = this.types[typeName];
		if (typeof authenticate !== 'function') throw new UnexpectedError('not used in this project');
		return await authenticate(credentials, options);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		expired: boolean,
	) {
		const type = this.types[typeName];
		const token = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!token || !type.preAuthentication) return undefined;
		// As n8n tells a credential test: by its throw-away node.
		const isTest = node.type === 'n8n-nodes-base.noOp' && node.parameters.temp === '';
		if (credentials[token.name] !== '' && !expired && !isTest) return undefined;
		const output = await type.preAuthentication.call(helpers, credentials);
		if (output[token.name] === undefined || !node.credentials) return undefined;
		this.writes.push(output as ICredentialDataDecryptedObject);
		if (this.writeDelayMs > 0) await sleep(this.writeDelayMs);
		Object.assign(this.stored[typeName], output);
		return Object.assign(credentials, output) as ICredentialDataDecryptedObject;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('not used in tests');
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}
}

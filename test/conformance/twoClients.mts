import type { INode, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { sandboxCredential } from '../helpers/appSandbox.mts';
import { runDingTalk } from '../helpers/dingTalk.mts';
import { startRecorder, type Recorded, type Recorder } from '../helpers/recorder.mts';
import { Config, oauth2, RuntimeOptions } from '../sandbox/official.mts';

/** What a call of the official client needs beside its request. */
export interface Official {
	config: Config;
	runtime: RuntimeOptions;
	/** Goes into the headers object of the call. */
	headers: { xAcsDingtalkAccessToken: string };
}

/** The same work, done by our node and by the official client. */
export interface Pair {
	/** Of our node. */
	parameters: INode['parameters'];
	input?: INodeExecutionData[];
	/** Of the workflow. */
	timeZone?: string;
	official: (official: Official) => Promise<unknown>;
	/** Which of the node's requests count: it may look an ID up first. */
	path: string | RegExp;
}

/** Our node and the official client before one sandbox, with what each of them sent. */
export class TwoClients {
	readonly sandbox: Sandbox;
	private readonly recorder: Recorder;
	private readonly token: string;

	private constructor(sandbox: Sandbox, recorder: Recorder, token: string) {
		this.sandbox = sandbox;
		this.recorder = recorder;
		this.token = token;
	}

	static async start(): Promise<TwoClients> {
		const sandbox = await startSandbox({ limits: { callsPerSecond: Infinity } });
		const recorder = await startRecorder(sandbox.apiUrl);
		const { body } = await new oauth2.default(configOf(recorder)).getAccessToken(
			new oauth2.GetAccessTokenRequest({
				appKey: 'dingsandboxapp',
				appSecret: 'sandbox-app-secret',
			}),
		);
		return new TwoClients(sandbox, recorder, body?.accessToken ?? '');
	}

	/** The requests of both; the node's run must go well, the client's may meet work that is done already. */
	async compare({ parameters, input, timeZone, official, path }: Pair) {
		this.recorder.take();
		const { error, items } = await runDingTalk({
			parameters,
			input,
			timeZone,
			credentials: this.credential(),
		});
		if (error) throw new Error(`${error.message} – ${error.description}`);
		const node = this.recorder.take().filter((request) => matches(request, path));
		const config = configOf(this.recorder);
		const headers = { xAcsDingtalkAccessToken: this.token };
		await official({ config, runtime: new RuntimeOptions({}), headers }).catch(onlyIfRefused);
		return { node, client: this.recorder.take(), items };
	}

	/** The app's credential; all new-style calls go by the recorder. */
	credential() {
		return sandboxCredential({ apiUrl: this.recorder.url, oapiUrl: this.sandbox.oapiUrl });
	}

	/** What was sent since the last look. */
	taken(): Recorded[] {
		return this.recorder.take();
	}

	async close(): Promise<void> {
		await this.recorder.close();
		await this.sandbox.close();
	}
}

const configOf = ({ url }: Recorder) =>
	new Config({ protocol: 'http', endpoint: url.replace('http://', '') });

const matches = ({ path }: Recorded, wanted: string | RegExp) =>
	typeof wanted === 'string' ? path === wanted : wanted.test(path);

/** DingTalk's refusal comes after the request, which is all that counts here. */
function onlyIfRefused(error: { data?: { statusCode?: number } }): void {
	if (error.data?.statusCode === undefined) throw error;
}

import { readFile } from 'node:fs/promises';

/** What a process holds in memory, in MB. */
export interface MemoryUse {
	/** JavaScript objects that are left after a full garbage collection. */
	heapMb: number;
	/** All of the process, as Linux counts it; absent elsewhere. */
	residentMb?: number;
}

interface Reply {
	id: number;
	result?: { usedSize?: number };
	error?: { message: string };
}

const MB = 1024 * 1024;

/** Measures the memory of a Node process that was started with `--inspect=127.0.0.1:<port>`. */
export class Inspector {
	readonly #socket: WebSocket;
	readonly #waiting = new Map<number, (reply: Reply) => void>();
	readonly #pid: number;
	#lastId = 0;

	private constructor(socket: WebSocket, pid: number) {
		this.#socket = socket;
		this.#pid = pid;
		socket.addEventListener('message', ({ data }) => {
			const reply = JSON.parse(String(data)) as Reply;
			this.#waiting.get(reply.id)?.(reply);
			this.#waiting.delete(reply.id);
		});
	}

	static async connect(port: number, pid: number): Promise<Inspector> {
		const response = await fetch(`http://127.0.0.1:${port}/json/list`);
		const [{ webSocketDebuggerUrl }] = (await response.json()) as Array<{
			webSocketDebuggerUrl: string;
		}>;
		const socket = new WebSocket(webSocketDebuggerUrl);
		await new Promise((done, failed) => {
			socket.addEventListener('open', done, { once: true });
			socket.addEventListener('error', () => failed(new Error('No inspector')), { once: true });
		});
		return new Inspector(socket, pid);
	}

	/** Collects the garbage and says what is left. */
	async memory(): Promise<MemoryUse> {
		await this.#call('HeapProfiler.collectGarbage');
		const { usedSize = 0 } = await this.#call('Runtime.getHeapUsage');
		const status = await readFile(`/proc/${this.#pid}/status`, 'utf8').catch(() => '');
		const resident = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
		return {
			heapMb: usedSize / MB,
			...(resident === undefined ? {} : { residentMb: Number(resident) / 1024 }),
		};
	}

	close(): void {
		this.#socket.close();
	}

	async #call(method: string): Promise<NonNullable<Reply['result']>> {
		const id = ++this.#lastId;
		const answered = new Promise<Reply>((done) => this.#waiting.set(id, done));
		this.#socket.send(JSON.stringify({ id, method }));
		const { result, error } = await answered;
		if (error !== undefined) throw new Error(`${method}: ${error.message}`);
		return result ?? {};
	}
}

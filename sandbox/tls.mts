/** Key and certificate, as PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

// The names DingTalk's own clients insist on, beside those of this machine.
const NAMES = ['localhost', 'api.dingtalk.com', 'oapi.dingtalk.com'];
const ADDRESSES = ['127.0.0.1', '::1'];

/** A certificate of our own making, new for every start; whoever connects must be told to trust it. */
export async function selfSigned(): Promise<Certificate> {
	// Only needed here, and slow to load.
	const { generate } = await import('selfsigned');
	const { private: key, cert } = await generate(
		[{ name: 'commonName', value: 'DingTalk sandbox' }],
		{
			keyType: 'ec',
			algorithm: 'sha256',
			extensions: [
				{ name: 'basicConstraints', cA: true, critical: true },
				{ name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
				{
					name: 'subjectAltName',
					altNames: [
						...NAMES.map((value) => ({ type: 2 as const, value })),
						...ADDRESSES.map((ip) => ({ type: 7 as const, ip })),
					],
				},
			],
		},
	);
	return { key, cert };
}

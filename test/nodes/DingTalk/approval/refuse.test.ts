import { testDecision } from './decisions';

describe('refuse', () => testDecision('refuse', 'refuse'));

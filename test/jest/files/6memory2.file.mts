import { holdMemoryWhileAsking } from './memory.mts';

it('holds memory while it makes a planned request', holdMemoryWhileAsking);

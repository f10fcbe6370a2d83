import { afterAll } from 'vitest';
import { messengerChannelContract } from '../../contracts/messenger-channel.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { startAzureVendor } from './azure-vendor.ts';

afterAll(removeDataDirs);
messengerChannelContract('Teams through Azure Bot Service', startAzureVendor('msteams'));

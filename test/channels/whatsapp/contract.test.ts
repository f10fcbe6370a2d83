import { afterAll } from 'vitest';
import { messengerChannelContract } from '../../contracts/messenger-channel.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { startWhatsAppVendor } from './whatsapp-vendor.ts';

afterAll(removeDataDirs);
messengerChannelContract('WhatsApp', startWhatsAppVendor);

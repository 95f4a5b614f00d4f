/** Discord keeps a surface's promises over discord.js as it is. */
import { describeSurface } from '../contracts/surface.ts';
import { openDiscord } from '../support/discord.ts';

describeSurface('Discord', openDiscord);

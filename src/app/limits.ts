/** How many runs can be compared: more curves than this cannot be told apart in one picture (see `src/figures/ranks.ts`). */
export const mostKept = 24;

/** How often, at most, a check withholds the estimates of a sound experiment, over all looks. */
export const CHECK_LEVEL = 0.01;

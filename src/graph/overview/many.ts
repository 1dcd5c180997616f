/** More endpoints than this are drawn as groups and bundles. */
export const MANY = 60;

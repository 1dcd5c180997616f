/** The folders of `scenarios/`, read when the page is built (scripts/bundled-courses.ts). */
declare module 'virtual:seglab/courses' {
  /** Without their stories: those come later. */
  const courses: readonly import('./scenario.ts').Course[];
  export default courses;
}

declare module 'virtual:seglab/stories' {
  /** Markdown, by "course/scenario". */
  const stories: Readonly<Record<string, string>>;
  export default stories;
}

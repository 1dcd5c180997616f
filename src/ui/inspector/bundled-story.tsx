import stories from 'virtual:seglab/stories';
import { Markdown } from './markdown.tsx';

interface BundledStoryProps {
  /** "icp-demo/case-2" */
  readonly place: string;
  /** Told where there is no story. */
  readonly summary: string;
}

/** The story of a scenario that ships with the page. */
export function BundledStory({ place, summary }: BundledStoryProps) {
  const story = stories[place] ?? '';
  return story.trim() === '' ? <p>{summary}</p> : <Markdown text={story} />;
}

import { CircleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

interface PanelBoundaryProps {
  /** "The graph" */
  readonly panel: string;
  /** A new value is a new attempt: what failed for one input may work for the next. */
  readonly attempt?: unknown;
  readonly children: ReactNode;
}

interface PanelBoundaryState {
  readonly fault: string | null;
}

/** Keeps a failure inside the panel that it happened in. */
export class PanelBoundary extends Component<PanelBoundaryProps, PanelBoundaryState> {
  override state: PanelBoundaryState = { fault: null };

  static getDerivedStateFromError(error: unknown): PanelBoundaryState {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(before: PanelBoundaryProps): void {
    if (before.attempt !== this.props.attempt && this.state.fault !== null) this.setState({ fault: null });
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return (
      <div role="alert">
        <Notice
          icon={CircleAlert}
          title={`${this.props.panel} could not be shown`}
          action={
            <Button size="small" onClick={() => this.setState({ fault: null })}>
              Try again
            </Button>
          }
        >
          {this.state.fault} Everything else still works, and nothing you wrote is lost.
        </Notice>
      </div>
    );
  }
}

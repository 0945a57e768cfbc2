import { Mixer } from './mixer';

export default function Page() {
  return <Mixer />;
}

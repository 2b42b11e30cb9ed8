import type { JSX } from "preact";
import { words } from "../words.ts";
import { Button, Icon, Title } from "./parts.tsx";

interface SignInProps {
  message?: string;
  isAgain: boolean;
  onSignIn: () => void;
}

export function SignIn({ message, isAgain, onSignIn }: SignInProps): JSX.Element {
  return (
    <main class="welcome" id="content">
      <div class="hero">
        <span class="medal large">
          <Icon name="lens" size={56} />
        </span>
        <p class="brand">{words.product}</p>
        <Title>{words.signIn.title}</Title>
        <p class="lead">{words.signIn.text}</p>
        {message && (
          <p class="notice" role="alert">
            {message}
          </p>
        )}
        <Button kind="main" onClick={onSignIn}>
          {isAgain ? words.signIn.again : words.signIn.button}
        </Button>
      </div>
    </main>
  );
}

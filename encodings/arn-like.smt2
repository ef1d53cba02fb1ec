;; ArnEquals, ArnLike, ArnNotEquals, ArnNotLike
;;
;; ArnEquals and ArnLike are one operator, their negations too: both texts are cut at the first five colons,
;; and each of the six segments is matched by itself, `*` and `?` allowed
;; (IAM/reference_policies_elements_condition_operators). So no wildcard of the first five segments crosses a
;; colon, and one in the sixth may. A value with fewer segments matches nothing; an operand with fewer is
;; filled up with `*` (derived).
;;
;; Encoded like Resource: a `Bool` that the text has six segments and a `String` for each. Under negation the
;; `Bool` counts: a value that is no ARN passes ArnNotLike. An operand that is a variable and nothing else is
;; an equation on the whole text, which must have six segments; the text is then tied to its segments, and
;; those to the alphabet `in-segment`, all characters but the colon. Exact: `ite` on the `Bool` says both that
;; a text with six segments is their concatenation, and that one without is outside the language of six.

(set-logic ALL)

;; policy topics
;;   {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:111122223333:a?*"}}}
;; emits
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcearn segment 6| String)
(assert (and |aws:sourcearn present| (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "sns") (= |aws:sourcearn segment 5| "111122223333") (str.in_re |aws:sourcearn segment 6| (re.++ (str.to_re "a") re.allchar re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of topics
;;   {"context": {"aws:SourceArn": ["arn:aws:sns:eu-west-1:111122223333:ab"]}} => true
;;   {"context": {"aws:SourceArn": ["arn:aws:sns::111122223333:ab:c"]}} => true
;;   {"context": {"aws:SourceArn": ["arn:aws:sns:eu-west-1:111122223333:a"]}} => false
;;   {"context": {"aws:SourceArn": ["arn:aws:sns:x:y:111122223333:ab"]}} => false
;;   {"context": {"aws:SourceArn": ["arn:aws:SNS:eu-west-1:111122223333:ab"]}} => false
;;   {"context": {"aws:SourceArn": ["ab"]}} => false
;;   {"context": {}} => false

;; policy other-topics
;;   {"Condition": {"ArnNotLike": {"aws:SourceArn": "arn:aws:sns:*:111122223333:a?*"}}}
;; emits
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcearn segment 6| String)
(assert (or (not |aws:sourcearn present|) (and |aws:sourcearn present| (not (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "sns") (= |aws:sourcearn segment 5| "111122223333") (str.in_re |aws:sourcearn segment 6| (re.++ (str.to_re "a") re.allchar re.all)))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of other-topics
;;   {"context": {"aws:SourceArn": ["arn:aws:sns:eu-west-1:111122223333:ab"]}} => false
;;   {"context": {"aws:SourceArn": ["arn:aws:sns:eu-west-1:111122223333:a"]}} => true
;;   {"context": {"aws:SourceArn": ["ab"]}} => true
;;   {"context": {"aws:SourceArn": [""]}} => true
;;   {"context": {}} => true

;; policy topics-by-equals
;;   {"Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:*:111122223333:a?*"}}}
;; emits
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcearn segment 6| String)
(assert (and |aws:sourcearn present| (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "sns") (= |aws:sourcearn segment 5| "111122223333") (str.in_re |aws:sourcearn segment 6| (re.++ (str.to_re "a") re.allchar re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy other-topics-by-equals
;;   {"Condition": {"ArnNotEquals": {"aws:SourceArn": "arn:aws:sns:*:111122223333:a?*"}}}
;; emits
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcearn segment 6| String)
(assert (or (not |aws:sourcearn present|) (and |aws:sourcearn present| (not (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "sns") (= |aws:sourcearn segment 5| "111122223333") (str.in_re |aws:sourcearn segment 6| (re.++ (str.to_re "a") re.allchar re.all)))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy as-text
;;   {"Condition": {"StringLike": {"aws:SourceArn": "arn:aws:sns:*:111122223333:a?*"}}}
;; emits
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn| String)
(assert (and |aws:sourcearn present| (str.in_re |aws:sourcearn| (re.++ (str.to_re "arn:aws:sns:") re.all (str.to_re ":111122223333:a") re.allchar re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy short
;;   {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns"}}}
;; emits
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(assert (and |aws:sourcearn present| (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "sns"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law equals-is-like: (topics and not topics-by-equals) or (topics-by-equals and not topics), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law not-equals-is-not-like: other-topics and topics-by-equals, expect unsat
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcearn segment 6| String)
(define-fun term-1 () Bool (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "sns") (= |aws:sourcearn segment 5| "111122223333") (str.in_re |aws:sourcearn segment 6| (re.++ (str.to_re "a") re.allchar re.all))))
(assert (and |aws:sourcearn present| term-1 (or (not |aws:sourcearn present|) (and |aws:sourcearn present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law complement: not (topics or other-topics-by-equals), expect unsat
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcearn segment 6| String)
(define-fun term-1 () Bool (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "sns") (= |aws:sourcearn segment 5| "111122223333") (str.in_re |aws:sourcearn segment 6| (re.++ (str.to_re "a") re.allchar re.all))))
(assert (not (or (not |aws:sourcearn present|) (and |aws:sourcearn present| term-1) (and |aws:sourcearn present| (not term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law by-segment-is-narrower-than-as-text: topics and not as-text, expect unsat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn| String)
(assert (and |aws:sourcearn present| (str.in_re |aws:sourcearn| (re.++ (str.to_re "arn:aws:sns:") (re.* in-segment) (str.to_re ":111122223333:a") re.allchar re.all)) (not (and |aws:sourcearn present| (str.in_re |aws:sourcearn| (re.++ (str.to_re "arn:aws:sns:") re.all (str.to_re ":111122223333:a") re.allchar re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-text-can-hold-more-colons: as-text and not topics, expect sat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn| String)
(assert (and |aws:sourcearn present| (str.in_re |aws:sourcearn| (re.++ (str.to_re "arn:aws:sns:") re.all (str.to_re ":111122223333:a") re.allchar re.all)) (not (and |aws:sourcearn present| (str.in_re |aws:sourcearn| (re.++ (str.to_re "arn:aws:sns:") (re.* in-segment) (str.to_re ":111122223333:a") re.allchar re.all))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law an-operand-is-filled-up: topics and not short, expect unsat
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcearn segment 6| String)
(assert (and |aws:sourcearn present| (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "sns") (= |aws:sourcearn segment 5| "111122223333") (str.in_re |aws:sourcearn segment 6| (re.++ (str.to_re "a") re.allchar re.all))) (not (and |aws:sourcearn present| (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (= |aws:sourcearn segment 3| "sns"))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy itself
;;   {"Condition": {"ArnEquals": {"aws:SourceArn": "${aws:PrincipalArn}"}}}
;; emits
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn| String)
(declare-const |aws:principalarn| String)
(declare-const |aws:principalarn present| Bool)
(assert (and |aws:sourcearn present| (and |aws:principalarn present| (= |aws:sourcearn| |aws:principalarn|)) (str.in_re |aws:sourcearn| (re.++ (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of itself
;;   {"context": {"aws:SourceArn": ["arn:aws:iam::111122223333:role/a"], "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/a"]}} => true
;;   {"context": {"aws:SourceArn": ["arn:aws:iam::111122223333:role/a"], "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/b"]}} => false
;;   {"context": {"aws:SourceArn": ["a"], "aws:PrincipalArn": ["a"]}} => false
;;   {"context": {"aws:SourceArn": ["arn:aws:iam::111122223333:role/a"]}} => false

;; policy its-account
;;   {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:*:*:${aws:PrincipalAccount}:*"}}}
;; emits
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(assert (str.in_re |aws:sourcearn segment 5| (re.* in-segment)))
(assert (and |aws:sourcearn present| (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (and |aws:principalaccount present| (= |aws:sourcearn segment 5| |aws:principalaccount|)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of its-account
;;   {"context": {"aws:SourceArn": ["arn:aws:sns:eu-west-1:111122223333:ab"], "aws:PrincipalAccount": ["111122223333"]}} => true
;;   {"context": {"aws:SourceArn": ["arn:aws:sns:eu-west-1:111122223333:ab"], "aws:PrincipalAccount": ["1111"]}} => false
;;   {"context": {"aws:SourceArn": ["arn:aws:sns:eu-west-1:a:b:c"], "aws:PrincipalAccount": ["a:b"]}} => false
;;   {"context": {"aws:SourceArn": ["arn:aws:sns:eu-west-1::ab"], "aws:PrincipalAccount": [""]}} => true

;; policy account-with-colon
;;   {"Condition": {"StringLike": {"aws:PrincipalAccount": "*:*"}}}
;; emits
(push 1)
(declare-const |aws:principalaccount present| Bool)
(declare-const |aws:principalaccount| String)
(assert (and |aws:principalaccount present| (str.in_re |aws:principalaccount| (re.++ re.all (str.to_re ":") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law no-segment-holds-a-colon: its-account and account-with-colon, expect unsat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(assert (str.in_re |aws:sourcearn segment 5| (re.* in-segment)))
(assert (and |aws:sourcearn present| (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (and |aws:principalaccount present| (= |aws:sourcearn segment 5| |aws:principalaccount|))) |aws:principalaccount present| (str.in_re |aws:principalaccount| (re.++ re.all (str.to_re ":") re.all))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; policy a-word
;;   {"Condition": {"StringEquals": {"aws:SourceArn": "word"}}}
;; emits
(push 1)
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn| String)
(assert (and |aws:sourcearn present| (= |aws:sourcearn| "word")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law an-arn-is-not-a-word: itself and a-word, expect unsat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn| String)
(declare-const |aws:principalarn| String)
(declare-const |aws:principalarn present| Bool)
(assert (and |aws:sourcearn present| (and |aws:principalarn present| (= |aws:sourcearn| |aws:principalarn|)) (str.in_re |aws:sourcearn| (re.++ (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") re.all)) (= |aws:sourcearn| "word")))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law an-arn-can-be-its-account-s: itself and its-account, expect sat
(push 1)
(define-fun in-segment () RegLan (re.union (re.range "\u{0}" "9") (re.range ";" "\u{2ffff}")))
(declare-const |aws:sourcearn present| Bool)
(declare-const |aws:sourcearn| String)
(declare-const |aws:sourcearn is arn| Bool)
(declare-const |aws:sourcearn segment 1| String)
(declare-const |aws:sourcearn segment 2| String)
(declare-const |aws:sourcearn segment 3| String)
(declare-const |aws:sourcearn segment 4| String)
(declare-const |aws:sourcearn segment 5| String)
(declare-const |aws:sourcearn segment 6| String)
(declare-const |aws:principalarn| String)
(declare-const |aws:principalarn present| Bool)
(declare-const |aws:principalaccount| String)
(declare-const |aws:principalaccount present| Bool)
(assert (str.in_re |aws:sourcearn segment 1| (re.* in-segment)))
(assert (str.in_re |aws:sourcearn segment 2| (re.* in-segment)))
(assert (str.in_re |aws:sourcearn segment 3| (re.* in-segment)))
(assert (str.in_re |aws:sourcearn segment 4| (re.* in-segment)))
(assert (str.in_re |aws:sourcearn segment 5| (re.* in-segment)))
(assert (ite |aws:sourcearn is arn| (= |aws:sourcearn| (str.++ |aws:sourcearn segment 1| ":" |aws:sourcearn segment 2| ":" |aws:sourcearn segment 3| ":" |aws:sourcearn segment 4| ":" |aws:sourcearn segment 5| ":" |aws:sourcearn segment 6|)) (not (str.in_re |aws:sourcearn| (re.++ (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") (re.* in-segment) (str.to_re ":") re.all)))))
(assert (and |aws:sourcearn present| (and |aws:principalarn present| (= |aws:sourcearn| |aws:principalarn|)) |aws:sourcearn is arn| (and |aws:sourcearn is arn| (= |aws:sourcearn segment 1| "arn") (= |aws:sourcearn segment 2| "aws") (and |aws:principalaccount present| (= |aws:sourcearn segment 5| |aws:principalaccount|)))))
(set-info :status sat)
(check-sat)
(pop 1)

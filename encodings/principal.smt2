;; Principal
;;
;; Whom a statement of a resource or trust policy names (IAM/reference_policies_elements_principal); several
;; principals are a disjunction. The caller is one text: `*` if nobody signed the request, `service:NAME`,
;; `federated:NAME`, `canonical:ID`, or an ARN.
;;
;; | in the policy | callers |
;; | --- | --- |
;; | `"*"` | all |
;; | `{"AWS": "*"}` | all; whether services too, no page says: assumption `aws-star-covers-services` |
;; | an account, or its `:root` | every caller of that account, in whichever partition, and not only the root user |
;; | a role | the role and its sessions, whose ARNs (`sts`, `assumed-role`) do not show the role's path |
;; | another ARN | exactly that caller |
;; | `AIDA…`, `AROA…` | that id, or a caller whose `aws:userid` is the id or begins with it and a colon |
;; | a service, provider, canonical user | exactly that one |
;;
;; Encoded as tests on the text `principal`. ARNs are compared by segment: one `String` a segment, and a
;; `Bool` that the text has six, because equations between short texts are what solvers are quick with. Exact:
;; a text has six segments or it has not, and the six determine it. Segments one to five cannot hold a colon;
;; that is only said where a segment is tied to another text, since no template of a segment mentions colons
;; (see resource.smt2).

(set-logic ALL)

;; policy everyone, type resource
;;   {"Principal": "*", "Condition": {"Null": {"aws:referer": "true"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(assert (not |aws:referer present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy account, type resource
;;   {"Principal": {"AWS": "111122223333"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of account
;;   {"principal": "arn:aws:iam::111122223333:root"} => true
;;   {"principal": "arn:aws:iam::111122223333:user/ana"} => true
;;   {"principal": "arn:aws:iam::111122223333:role/ops/app"} => true
;;   {"principal": "arn:aws:sts::111122223333:assumed-role/app/session"} => true
;;   {"principal": "arn:aws:sts::111122223333:federated-user/ana"} => true
;;   {"principal": "arn:aws-cn:iam::111122223333:user/ana"} => true
;;   {"principal": "arn:aws:iam::444455556666:user/ana"} => false
;;   {"principal": "arn:aws:sns:eu-west-1:111122223333:topic"} => false
;;   {"principal": "service:lambda.amazonaws.com"} => false
;;   {"principal": "*"} => false

;; policy account-by-root, type resource
;;   {"Principal": {"AWS": "arn:aws:iam::111122223333:root"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law digits-and-root-are-one: (account and not account-by-root) or (account-by-root and not account), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy role, type resource
;;   {"Principal": {"AWS": "arn:aws:iam::111122223333:role/ops/app"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "role/ops/app")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/app/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of role
;;   {"principal": "arn:aws:iam::111122223333:role/ops/app"} => true
;;   {"principal": "arn:aws:sts::111122223333:assumed-role/app/nightly"} => true
;;   {"principal": "arn:aws:sts::111122223333:assumed-role/ops/app"} => false
;;   {"principal": "arn:aws:sts::111122223333:assumed-role/application/nightly"} => false
;;   {"principal": "arn:aws:iam::111122223333:role/app"} => false

;; policy session, type resource
;;   {"Principal": {"AWS": "arn:aws:sts::111122223333:assumed-role/app/nightly"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "assumed-role/app/nightly")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law an-account-holds-its-roles: role and not account, expect unsat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "role/ops/app")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/app/") re.all)))) (not (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law and-more-than-one-role: account and not role, expect sat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(declare-const |principal segment 2| String)
(assert (and (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "root")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "user/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "role/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/") re.all (str.to_re "/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "federated-user/") re.all)))) (not (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "role/ops/app")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/app/") re.all)))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law a-role-holds-its-sessions: session and not role, expect unsat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "assumed-role/app/nightly")) (not (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "role/ops/app")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/app/") re.all)))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-session-is-not-the-role: role and not session, expect sat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const |principal segment 2| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 5| String)
(declare-const |principal segment 6| String)
(assert (and (or (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "iam") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "role/ops/app")) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (str.in_re |principal segment 6| (re.++ (str.to_re "assumed-role/app/") re.all)))) (not (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 2| "aws") (= |principal segment 3| "sts") (= |principal segment 4| "") (= |principal segment 5| "111122223333") (= |principal segment 6| "assumed-role/app/nightly")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy any-aws, type resource
;;   {"Principal": {"AWS": "*"}, "Condition": {"Null": {"aws:referer": "true"}}}
;; emits
(push 1)
(declare-const |aws:referer present| Bool)
(assert (not |aws:referer present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy any-aws-but-services, type resource, under aws-star-covers-services=excludes
;;   {"Principal": {"AWS": "*"}}
;; emits
(push 1)
(declare-const |principal is arn| Bool)
(declare-const |principal segment 1| String)
(declare-const principal String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 6| String)
(assert (not (or (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "service")) (str.in_re principal (re.++ (str.to_re "service:") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "federated")) (str.in_re principal (re.++ (str.to_re "federated:") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "oidc-provider/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "saml-provider/") re.all))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of any-aws-but-services
;;   {"principal": "arn:aws:iam::111122223333:user/ana"} => true
;;   {"principal": "*"} => true
;;   {"principal": "service:lambda.amazonaws.com"} => false
;;   {"principal": "arn:aws:iam::111122223333:saml-provider/corp"} => false

;; policy service, type resource
;;   {"Principal": {"Service": "lambda.amazonaws.com"}}
;; emits
(push 1)
(declare-const principal String)
(assert (= principal "service:lambda.amazonaws.com"))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of service
;;   {"principal": "service:lambda.amazonaws.com"} => true
;;   {"principal": "service:ec2.amazonaws.com"} => false
;;   {"principal": "lambda.amazonaws.com"} => false

;; law star-covers-services: service and not (everyone or service), expect unsat
(push 1)
(declare-const principal String)
(declare-const |aws:referer present| Bool)
(define-fun term-1 () Bool (= principal "service:lambda.amazonaws.com"))
(assert (and term-1 (not (or term-1 (not |aws:referer present|)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law aws-star-does-by-default: service and any-aws, expect sat
(push 1)
(declare-const principal String)
(declare-const |aws:referer present| Bool)
(assert (and (= principal "service:lambda.amazonaws.com") (not |aws:referer present|)))
(set-info :status sat)
(check-sat)
(pop 1)
;; law aws-star-does-not-otherwise: service and any-aws-but-services, under aws-star-covers-services=excludes, expect unsat
(push 1)
(declare-const |principal is arn| Bool)
(declare-const principal String)
(declare-const |principal segment 1| String)
(declare-const |principal segment 3| String)
(declare-const |principal segment 4| String)
(declare-const |principal segment 6| String)
(assert (and (and (not |principal is arn|) (= principal "service:lambda.amazonaws.com")) (not (or (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "service")) (str.in_re principal (re.++ (str.to_re "service:") re.all))) (ite |principal is arn| (and |principal is arn| (= |principal segment 1| "federated")) (str.in_re principal (re.++ (str.to_re "federated:") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "oidc-provider/") re.all))) (and |principal is arn| (= |principal segment 1| "arn") (= |principal segment 3| "iam") (= |principal segment 4| "") (str.in_re |principal segment 6| (re.++ (str.to_re "saml-provider/") re.all)))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy others, type trust
;;   {"Principal": {"Federated": ["cognito-identity.amazonaws.com", "arn:aws:iam::111122223333:saml-provider/corp"],
;;                  "CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}}
;; emits
(push 1)
(declare-const principal String)
(assert (or (= principal "federated:cognito-identity.amazonaws.com") (= principal "federated:arn:aws:iam::111122223333:saml-provider/corp") (= principal "arn:aws:iam::111122223333:saml-provider/corp") (= principal "canonical:79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be")))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of others
;;   {"principal": "federated:cognito-identity.amazonaws.com"} => true
;;   {"principal": "arn:aws:iam::111122223333:saml-provider/corp"} => true
;;   {"principal": "federated:arn:aws:iam::111122223333:saml-provider/corp"} => true
;;   {"principal": "canonical:79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"} => true
;;   {"principal": "federated:accounts.google.com"} => false

;; policy unique-id, type trust
;;   {"Principal": {"AWS": "AROAEXAMPLEEXAMPLE12"}}
;; emits
(push 1)
(declare-const principal String)
(declare-const |aws:userid present| Bool)
(declare-const |aws:userid| String)
(assert (or (= principal "AROAEXAMPLEEXAMPLE12") (and |aws:userid present| (or (= |aws:userid| "AROAEXAMPLEEXAMPLE12") (str.in_re |aws:userid| (re.++ (str.to_re "AROAEXAMPLEEXAMPLE12:") re.all))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of unique-id
;;   {"principal": "AROAEXAMPLEEXAMPLE12"} => true
;;   {"context": {"aws:userid": ["AROAEXAMPLEEXAMPLE12:nightly"]}} => true
;;   {"context": {"aws:userid": ["AROAEXAMPLEEXAMPLE12"]}} => true
;;   {"context": {"aws:userid": ["AROAEXAMPLEEXAMPLE123:nightly"]}} => false
;;   {"context": {}} => false
